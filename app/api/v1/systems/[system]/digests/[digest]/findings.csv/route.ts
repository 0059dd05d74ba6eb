export { GET } from "../findings/route";
