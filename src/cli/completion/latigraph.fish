# fish completion for latigraph. The program itself knows what a word can become: "latigraph complete".

function __latigraph_complete
    set -l given (commandline -opc)[2..-1]
    set -l word (commandline -ct)
    for line in (latigraph complete $given "$word" 2>/dev/null)
        switch $line
            case FILES
                __fish_complete_path "$word"
            case FOLDERS
                __fish_complete_directories "$word"
            case '*'
                echo $line
        end
    end
end

complete -c latigraph -f -a '(__latigraph_complete)'
