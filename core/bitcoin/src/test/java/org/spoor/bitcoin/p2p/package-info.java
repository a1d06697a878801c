@NullMarked
package org.spoor.bitcoin.p2p;

import org.jspecify.annotations.NullMarked;
