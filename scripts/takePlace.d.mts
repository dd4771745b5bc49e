export function takePlace(
  folder: string,
  count: number,
): { readonly place: number; readonly descriptor: number } | undefined;
