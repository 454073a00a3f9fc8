/** The id of the sheet of filters: `AtOnce` opens it again after a navigation. */
export const FILTERS_ID = "search-filters";
