import { defineScheme, type Order } from "../room";
import { orderDigits, orderLists } from "../shared/order";

interface DottedNumbers {
  numbers: string[];
}

/**
 * Where no scheme is known, or none of ours is sound. Only dotted numbers are read ("2.10.1", "v3"), because all schemes
 * agree about them; and even there it cannot say whether "1.0" is "1.0.0".
 */
export const generic = defineScheme<DottedNumbers>({
  id: "generic",
  title: "dotted numbers",
  read(text) {
    // Leading zeros are fractions to some schemes and numbers to others.
    const found = /^v?((?:0|[1-9][0-9]*)(?:\.(?:0|[1-9][0-9]*))*)$/.exec(text);
    return found?.[1] === undefined ? null : { numbers: found[1].split(".") };
  },
  order(a, b): Order | null {
    const way = orderLists(a.numbers, b.numbers, "0", orderDigits);
    return way === 0 && a.numbers.length !== b.numbers.length ? null : way;
  },
});
