/** The framework whatever its version: `ofsted_ilacs_2018` and `ofsted_ilacs_2023` are both `ofsted_ilacs`. */
export const frameworkFamily = (key: string): string => key.replace(/_(19|20)\d\d[a-z]?$/, '');
