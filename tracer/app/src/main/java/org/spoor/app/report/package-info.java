/** What a person reads at the end of a command: tables and sentences, no wider than the screen. */
@NullMarked
package org.spoor.app.report;

import org.jspecify.annotations.NullMarked;
