#!/bin/sh
# Fits that are killed at random moments and resumed give the model of an undisturbed fit, to the
# byte, and leave nothing else behind. SIGKILL, SIGTERM, SIGINT and SIGHUP are mixed; the last three
# must be obeyed within two seconds, one of them for the load of the machine.
#
# KILLS is the number of kills (25 in the suite), SEED chooses their moments. 1,000 of them:
#     KILLS=1000 SEED=7 top_builddir=build top_srcdir=. tests/integration/kills.sh
. "${top_srcdir:=.}/tests/integration/cli_support.sh"

python3 -c 'import signal' 2>/dev/null || exit 77
works "$latigraph" sample connectome -o train --size 20:30 --count 24

cat >kills.py <<'END'
import os
import random
import signal
import subprocess
import sys
import time

command, wanted = sys.argv[1], int(sys.argv[2])
random.seed(int(sys.argv[3]))
SIGNALS = [signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP]


def fit(model, *more):
    # Signals that a background job ignores are set to their default.
    return subprocess.Popen(
        [command, "fit", "train", "-o", model, "--set", "steps=60", "--set", "baseline-steps=30",
         "--set", "hidden=8", "--set", "code=4", "--set", "node-code=2", "--set", "rank=4",
         "--set", "layers=1", "--set", "checkpoint-seconds=0", "--seed", "3", "--threads", "2",
         "--quiet", *more],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        preexec_fn=lambda: [signal.signal(s, signal.SIG_DFL) for s in SIGNALS[1:]])


def contents(path):
    with open(path, "rb") as file:
        return file.read()


began = time.monotonic()
assert fit("whole").wait() == 0
length = time.monotonic() - began
whole = contents("whole")
kills = fits = 0
slowest = 0.0
while kills < wanted:
    fits += 1
    for path in ("killed", "killed.checkpoint"):
        if os.path.exists(path):
            os.remove(path)
    for tries in range(1000):
        more = ["--resume"] if os.path.exists("killed.checkpoint") else ["--force"]
        process = fit("killed", *more)
        # Later tries get longer, so that each fit ends.
        try:
            process.wait(random.uniform(0, length * (1 + tries / 10)))
        except subprocess.TimeoutExpired:
            number = random.choice(SIGNALS)
            process.send_signal(number)
            sent = time.monotonic()
            message = process.communicate()[1].decode()
            took = time.monotonic() - sent
            kills += 1
            if number != signal.SIGKILL:
                slowest = max(slowest, took)
                # 0: the fit was over before it saw the signal. Negative: it had not begun.
                if process.returncode not in (0, 128 + number, -number):
                    sys.exit(f"status {process.returncode} after signal {number}: {message}")
        else:
            message = process.stderr.read().decode()
            if process.returncode != 0:
                sys.exit(f"status {process.returncode} of {more}: {message}")
        process.stderr.close()
        if process.returncode == 0:
            break
    if contents("killed") != whole:
        sys.exit(f"fit {fits}: another model after {kills} kills")
    left = [name for name in os.listdir(".") if "killed" in name and name != "killed"]
    if left:
        sys.exit(f"fit {fits}: left behind: {left}")
print(f"{kills} kills of {fits} fits, all models the same; slowest end after a signal "
      f"{slowest:.2f} s; an undisturbed fit takes {length:.2f} s")
if slowest > 2:
    sys.exit("a signal was obeyed too late")
END
python3 kills.py "$latigraph" "${KILLS:-25}" "${SEED:-1}" || fail "kills"

# A command that asks nobody whether it is cancelled ends, too: here it reads a pipe that stays open.
mkfifo pipe.gml
sleep 20 >pipe.gml &
holder=$!
"$latigraph" properties pipe.gml >out 2>err &
job=$!
sleep 0.5
kill -TERM $job
tries=0
while kill -0 $job 2>/dev/null && [ $tries -lt 40 ]; do
    sleep 0.1
    tries=$((tries + 1))
done
[ $tries -lt 40 ] || fail "SIGTERM was not obeyed within 4 s"
kill $holder 2>/dev/null
wait $job
status=$?
[ $status -eq 143 ] || fail "status $status after SIGTERM"

# A checkpoint that cannot be written is a remark, and the model is the same.
(
    ulimit -f 8 # blocks of 512 or 1024 bytes: the checkpoint is larger, the standard output is not
    trap '' XFSZ
    "$latigraph" fit train -o limited --set steps=6 --set baseline-steps=3 --set hidden=8 \
        --set code=4 --set node-code=2 --set rank=4 --set layers=1 --seed 3 \
        --set checkpoint-seconds=0 >out 2>err
)
says "could not be written 10 times" err
says "limited\" cannot be written" err
[ "$(ls -a | grep -c limited)" -eq 0 ] || fail "left behind: $(ls -a | grep limited)"
refuses 1 'there is no folder "no/such"' "$latigraph" fit train -o limited --checkpoint no/such/file

finish
