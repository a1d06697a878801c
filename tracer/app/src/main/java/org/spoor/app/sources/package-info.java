/** Which endpoints a user has configured. */
@NullMarked
package org.spoor.app.sources;

import org.jspecify.annotations.NullMarked;
