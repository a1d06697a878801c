/** What is said of an incident and of addresses, as files say it. */
@NullMarked
package org.spoor.recorded.incident;

import org.jspecify.annotations.NullMarked;
