/** Following dirty value from its theft sources to where it rests. */
@NullMarked
package org.spoor.engine.trace;

import org.jspecify.annotations.NullMarked;
