@NullMarked
package org.spoor.bitcoin.esplora;

import org.jspecify.annotations.NullMarked;
