/** The commands that ask the graph store and run the local one. */
@NullMarked
package org.spoor.app.query;

import org.jspecify.annotations.NullMarked;
