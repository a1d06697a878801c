/** How is read what a user types: numbers, times, names of incidents. */
@NullMarked
package org.spoor.app.input;

import org.jspecify.annotations.NullMarked;
