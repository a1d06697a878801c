/** Tests of the package. */
@NullMarked
package org.spoor.ethereum.explorer;

import org.jspecify.annotations.NullMarked;
