/* Asks apk-tools' own comparison: built together with version.c and blob.c of its source. */
#include <stdio.h>
#include <string.h>
#include "apk_blob.h"
#include "apk_defines.h"
#include "apk_version.h"

int main(void)
{
	char line[1024];
	while (fgets(line, sizeof line, stdin)) {
		line[strcspn(line, "\n")] = 0;
		char *tab = strchr(line, '\t');
		if (!tab) return 1;
		*tab = 0;
		apk_blob_t a = APK_BLOB_STR(line), b = APK_BLOB_STR(tab + 1);
		if (!apk_version_validate(a) || !apk_version_validate(b)) {
			puts("!");
			continue;
		}
		int way = apk_version_compare(a, b);
		puts(way == APK_VERSION_LESS ? "-1" : way == APK_VERSION_GREATER ? "1" : "0");
	}
	return 0;
}
