/** Sourced statements of who controls an address. */
@NullMarked
package org.spoor.model.attribution;

import org.jspecify.annotations.NullMarked;
