/** Measurements of the speed of the engine. */
@NullMarked
package org.spoor.benchmark;

import org.jspecify.annotations.NullMarked;
