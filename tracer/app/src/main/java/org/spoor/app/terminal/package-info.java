/** What a screen shows: text of UTF-8, tables as wide as the terminal, progress, small JSON. */
@NullMarked
package org.spoor.app.terminal;

import org.jspecify.annotations.NullMarked;
