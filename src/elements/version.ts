/** The kit's version, as in package.json (a test compares them): two copies on a page tell each other apart by it. */
export const version = '0.1.0'
