/** How long a talk lasts of which nothing else was said: a norm. Undefined until it is known. */
import { useNorms } from "./queries.ts";

export const useUsualMinutes = (): number | undefined =>
  useNorms().value?.find(({ name }) => name === "planned_minutes")?.value;
