/** The code of an organisation in business in dictionary `entity-state`. */
export const inBusiness = '1';
