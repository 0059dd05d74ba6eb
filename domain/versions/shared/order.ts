import type { Order } from "../room";

export const orderNumbers = (a: number, b: number): Order => (a < b ? -1 : a > b ? 1 : 0);

/** By UTF-16 unit; rooms hand in ASCII alone. */
export const orderTexts = (a: string, b: string): Order => (a < b ? -1 : a > b ? 1 : 0);

/** Whole numbers of any length, written in decimal. No rounding: "18446744073709551617" differs from its neighbours. */
export function orderDigits(a: string, b: string): Order {
  const [left, right] = [withoutZeros(a), withoutZeros(b)];
  return orderNumbers(left.length, right.length) || orderTexts(left, right);
}

/** Two lists, part by part; a list that ends is followed by `end` as often as needed. */
export function orderLists<T>(a: readonly T[], b: readonly T[], end: T, order: (a: T, b: T) => Order): Order {
  for (let i = 0; i < Math.max(a.length, b.length); i += 1) {
    const way = order(a[i] ?? end, b[i] ?? end);
    if (way !== 0) return way;
  }
  return 0;
}

function withoutZeros(digits: string): string {
  let i = 0;
  while (digits[i] === "0") i += 1;
  return digits.slice(i);
}

export const isDigit = (sign: string | undefined): boolean => sign !== undefined && sign >= "0" && sign <= "9";
