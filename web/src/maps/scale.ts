/** At most five classes of counts, each from 1, 2 or 5 times a power of ten to the next, as the report's maps have them. */
export interface Scale {
  /** First count of each class. */
  starts: number[];
  largest: number;
}

const most = 5;

export function scaleOf(counts: number[]): Scale {
  const largest = Math.max(0, ...counts);
  const starts: number[] = [];
  for (let power = 1; power <= largest; power *= 10) {
    starts.push(...[power, 2 * power, 5 * power].filter((start) => start <= largest));
  }
  return { starts: starts.length <= most ? starts : [1, ...starts.slice(1 - most)], largest };
}

/** From 1 to 5, the darkest always the highest class; 0 = none. */
export function classOf({ starts }: Scale, count: number): number {
  return count < 1 ? 0 : most - starts.length + starts.filter((start) => start <= count).length;
}

/** Classes from the highest: number, first and last count. */
export function classes({ starts, largest }: Scale): { number: number; from: number; to: number }[] {
  return starts.map((from, index) => ({ number: most - starts.length + index + 1, from, to: (starts[index + 1] ?? largest + 1) - 1 })).reverse();
}
