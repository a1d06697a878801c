@NullMarked
package org.spoor.ethereum.rpc;

import org.jspecify.annotations.NullMarked;
