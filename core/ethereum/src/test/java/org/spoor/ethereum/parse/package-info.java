/** Tests of the package. */
@NullMarked
package org.spoor.ethereum.parse;

import org.jspecify.annotations.NullMarked;
