/** Bitcoin's chain as servers of the Esplora kind tell it over HTTP. */
@NullMarked
package org.spoor.bitcoin.esplora;

import org.jspecify.annotations.NullMarked;
