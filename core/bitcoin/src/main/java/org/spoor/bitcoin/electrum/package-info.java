/** Bitcoin's chain as servers of the Electrum protocol tell it, by lines over TCP or TLS. */
@NullMarked
package org.spoor.bitcoin.electrum;

import org.jspecify.annotations.NullMarked;
