/** How a value differs from the base image's. */
export type FieldChange = { readonly kind: "new" } | { readonly kind: "changed"; readonly before: string };
