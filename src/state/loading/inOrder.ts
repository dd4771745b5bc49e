/**
 * Waits for answers to one repeated question. An answer that comes after that to a later question is old by then:
 * undefined.
 */
export function inOrder<Answer>(): (answer: Promise<Answer>) => Promise<Answer | undefined> {
  let asked = 0;
  let answered = 0;
  return async (coming) => {
    asked += 1;
    const mine = asked;
    const answer = await coming;
    if (mine < answered) return undefined;
    answered = mine;
    return answer;
  };
}
