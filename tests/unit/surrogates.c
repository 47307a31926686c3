#include "circuits.h"
int main(void) {
    test_init();
    return 0;
}
