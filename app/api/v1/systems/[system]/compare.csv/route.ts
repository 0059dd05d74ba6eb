export { GET } from "../compare/route";
