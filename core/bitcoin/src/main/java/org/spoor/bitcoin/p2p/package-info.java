/** Blocks from nodes of the peer-to-peer network that the user has named. */
@NullMarked
package org.spoor.bitcoin.p2p;

import org.jspecify.annotations.NullMarked;
