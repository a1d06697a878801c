/** A real Ethereum node for tests, what is played on it, and a bad road to it. */
@NullMarked
package org.spoor.ethereum.anvil;

import org.jspecify.annotations.NullMarked;
