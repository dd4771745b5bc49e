/** What a person wrote wrong in a flag, in the CLI's words. Caught where the flags become a specification. */
export class FlagFault extends Error {
  override readonly name = "FlagFault";
}
