/** How nodes and servers of any chain are asked: calls, batches, patience, budget, memory. */
@NullMarked
package org.spoor.endpoint;

import org.jspecify.annotations.NullMarked;
