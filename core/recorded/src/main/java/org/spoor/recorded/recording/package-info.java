/** What a run was answered, and the files that keep it. */
@NullMarked
package org.spoor.recorded.recording;

import org.jspecify.annotations.NullMarked;
