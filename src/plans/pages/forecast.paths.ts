export const forecastPaths = {
  show: (ref: string): string => `/plans/${ref}/forecast`,
  csv: (ref: string): string => `/plans/${ref}/forecast.csv`,
};
