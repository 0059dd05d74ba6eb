export { GET } from "../tables/route";
