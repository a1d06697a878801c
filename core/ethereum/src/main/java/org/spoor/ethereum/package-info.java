/** Histories of Ethereum addresses, read from nodes and explorers. */
@NullMarked
package org.spoor.ethereum;

import org.jspecify.annotations.NullMarked;
