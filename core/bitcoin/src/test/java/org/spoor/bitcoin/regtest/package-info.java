/** A regtest history that tests make up block by block, for readers of every kind. */
@NullMarked
package org.spoor.bitcoin.regtest;

import org.jspecify.annotations.NullMarked;
