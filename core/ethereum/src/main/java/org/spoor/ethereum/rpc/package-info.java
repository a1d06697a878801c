/** How nodes and explorers are asked: calls, batches, patience, memory. */
@NullMarked
package org.spoor.ethereum.rpc;

import org.jspecify.annotations.NullMarked;
