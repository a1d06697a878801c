/** What a program reads at the end of a trace: the result file. */
@NullMarked
package org.spoor.app.result;

import org.jspecify.annotations.NullMarked;
