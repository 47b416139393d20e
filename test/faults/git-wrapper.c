/* Git gets a clean environment from us; this stands in its place on the search path, gives it back what it needs to be counted,
 * and becomes it. The file “env” beside this program holds its path, and then variables, one a line. */
#define _GNU_SOURCE
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int main(int count, char **arguments) {
  (void)count;
  static char path[PATH_MAX], line[PATH_MAX], program[PATH_MAX];
  ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
  if (length < 0) return 126;
  path[length] = 0;
  strcpy(strrchr(path, '/') + 1, "env");
  FILE *file = fopen(path, "re");
  if (!file) return 126;
  while (fgets(line, sizeof line, file)) {
    line[strcspn(line, "\n")] = 0;
    char *value = strchr(line, '=');
    if (!value) strcpy(program, line);
    else {
      *value = 0;
      setenv(line, value + 1, 1);
    }
  }
  fclose(file);
  execv(program, arguments);
  return 126;
}
