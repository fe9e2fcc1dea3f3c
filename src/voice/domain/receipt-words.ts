/**
 * The words of which a receipt is made: three lists of 256, so that each word is one byte. Short, common, spelled as they
 * sound, and none that would hurt on the lips of somebody who has just raised a concern.
 */
const wordsOf = (text: string): readonly string[] => text.trim().split(/\s+/);

/** What people made, and places. */
const things = wordsOf(`
  anchor balcony barrel basket beacon bellows blanket bobbin bottle bridge bucket button cabin candle canvas
  carpet castle cellar chapel chimney circle clock cottage cradle crown curtain cushion dairy desert dome drum
  engine feather fence ferry fiddle field flag flute forge fountain garden gate glacier glove granite gravel
  grove hammer handle hangar harbour hearth hedge helmet hilltop hinge island jacket jetty jigsaw journal jug
  kayak kettle keyhole kitchen knapsack label ladder lagoon lake lamp lane lantern lattice lawn leather ledger
  letter lever library lighthouse lintel locket lodge loft loom magnet mallet manor map marble market mast
  meadow medal mill mirror mitten moat moor mortar mountain museum napkin needle notebook oar oasis ocean
  orchard organ oven paddle page palace pantry paper parcel park path pavilion pebble pedal pencil pendulum
  piano picture pier pillar pillow pitcher plain plank plate platform plough pocket pond porch portrait postcard
  pottery prairie prism pulley pump purse quarry quay quilt raft railway rampart reef reservoir ribbon ridge
  river road roof rope rudder saddle sail sandal satchel saucer scarf school scroll shelf shell shield ship
  shore shovel signal sketch slate sledge slope spade spire sponge spoon spring square stable stage staircase
  statue steeple stile stone stool stove stream street studio summit sundial swing table tablet tambourine
  tankard tapestry teapot telescope temple tent terrace theatre thimble thread tile timber toolbox torch tower
  towpath track trail train trellis trestle trowel trumpet tunnel turret umbrella valley vase vault veranda
  viaduct village violin wagon walkway wallet waterfall weir wharf wheel whistle wicker windmill window workshop
  yacht yard zip zither
`);

/** Animals. */
const animals = wordsOf(`
  aardvark adder albatross alpaca anchovy anteater antelope armadillo baboon badger bantam barnacle beagle bear
  beaver beetle bison bittern blackbird boar bream budgie buffalo butterfly buzzard calf camel canary chameleon
  chamois cheetah chicken chipmunk civet cockle collie coot coral corgi cormorant cougar coyote crab crane
  crayfish cricket cuckoo curlew deer dingo dipper dolphin donkey dormouse dove dragonfly duck eagle echidna
  egret eider elephant elk emu falcon fawn ferret finch firefly flamingo fox frog fulmar gannet gazelle gecko
  gerbil gibbon giraffe goat goldcrest goose gorilla grebe grouse gull haddock halibut hamster hare hawk
  hedgehog heifer heron herring hippo hornbill hornet horse ibex ibis iguana jackal jackdaw jaguar jay kangaroo
  kestrel kingfisher kiwi koala ladybird lamb lapwing lark lemur leopard limpet linnet lion lizard llama lobster
  locust lynx macaw mackerel magpie mallard manatee marlin marmot marten martin mayfly meerkat merganser mink
  minnow mole mongoose monkey moorhen moose moth mouse mule mussel narwhal nautilus newt nuthatch ocelot octopus
  orca osprey ostrich otter owl oyster panda parrot partridge peacock pelican penguin perch petrel pheasant
  pigeon pike pintail pipit plaice platypus plover pochard polecat pony poodle porcupine porpoise possum prawn
  puffin puma python quail rabbit raccoon raven redshank reindeer rhino roach robin rook salamander salmon
  sandpiper sardine scallop seal shark shrew shrimp skunk sloth snail snipe spaniel sparrow spider spoonbill
  squid squirrel starfish starling stickleback stoat stork swallow swan swift swordfish tapir teal tench tern
  terrapin terrier thrush tiger toad tortoise toucan trout tuna turbot turkey turtle urchin vole wagtail wallaby
  walrus weasel whale whelk wigeon wolf wolverine wombat woodpecker wren zebra
`);

/** Plants. */
const plants = wordsOf(`
  acacia agave alder almond aloe anemone apple apricot artichoke ash asparagus aspen aster aubergine azalea
  bamboo banana banyan baobab barley basil bean beech beetroot begonia bilberry birch blackberry blackthorn
  bluebell borage bracken bramble broccoli broom buckthorn bulrush burdock buttercup cabbage cactus camellia
  campion caraway cardamom carrot cashew cattail cauliflower cedar celery chamomile chard cherry chervil
  chestnut chickpea chicory chive clematis clove clover cocoa coconut coffee comfrey coriander cornflower cosmos
  cotton cowslip cranberry cress crocus cucumber cumin currant cypress daffodil dahlia daisy damson delphinium
  dill dock ebony edelweiss elderberry elm endive eucalyptus fennel fern fig flax foxglove freesia fuchsia
  garlic gentian geranium ginger gladiolus gooseberry gorse gourd grapefruit guava harebell hawthorn hazel
  hazelnut heather hellebore hibiscus hickory holly honeysuckle hornbeam hyacinth hydrangea iris ivy jasmine
  juniper jute kale kelp kumquat laburnum larch laurel lavender leek lemon lentil lettuce lichen lilac lily lime
  lotus lucerne lupin lychee magnolia mahogany maize mango maple marigold marjoram marrow medlar melon millet
  mimosa mint moss mulberry mustard myrtle nectarine nettle nutmeg oak oats olive onion orange orchid oregano
  palm pansy papaya parsley parsnip pea peach pear pecan peony pepper peppermint petunia pine pineapple
  pistachio plantain plum poplar poppy potato primrose privet pumpkin quince radish raspberry redwood reed
  rhubarb rice rose rosemary rowan rush saffron sage samphire sandalwood saxifrage seaweed sedge sequoia shallot
  sisal snapdragon snowdrop sorghum sorrel spearmint spinach sprout spruce squash stonecrop strawberry sunflower
  swede sweetcorn sycamore tangerine tansy tarragon tea teak teasel thistle thyme tomato tulip turmeric turnip
  vanilla vetch violet walnut watercress waterlily wheat whitebeam wisteria yarrow yucca zinnia
`);

/** In the order in which they stand in a receipt. */
export const receiptLists: readonly (readonly string[])[] = [things, animals, plants];
