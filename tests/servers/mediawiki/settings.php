<?php
/*
 * What the throwaway wiki of the test suite adds to the LocalSettings.php that
 * MediaWiki's installer wrote. Everything that differs from run to run comes
 * from the environment, which tests/servers/mediawiki.py prepares.
 */

$state = getenv( 'WIKIVET_WIKI_STATE' );

$wgServer = getenv( 'WIKIVET_WIKI_SERVER' ) ?: 'http://127.0.0.1';
$wgSitename = getenv( 'WIKIVET_WIKI_NAME' ) ?: 'Test wiki';
$wgArticlePath = '/wiki/$1';

// All state stays in the one folder that is deleted afterwards.
$wgCacheDirectory = "$state/cache";
$wgTmpDirectory = "$state/tmp";
$wgUploadDirectory = "$state/images";
$wgUploadPath = '/images';

// The database is the cache that server workers and maintenance scripts share.
// Trees of pages are not worth keeping: every text is asked for once.
$wgMainCacheType = CACHE_DB;
$wgSessionCacheType = CACHE_DB;
$wgMessageCacheType = CACHE_DB;
$wgParserCacheType = CACHE_NONE;
$wgPreprocessorCacheThreshold = false;

// Nothing goes out, nothing happens behind our back, nobody is slowed down.
$wgEnableEmail = false;
$wgPingback = false;
$wgJobRunRate = 0;
$wgRateLimits = [];
$wgPasswordAttemptThrottle = [];
$wgShowExceptionDetails = true;

// Pages far beyond the usual 2 MiB still parse; a request that runs away ends.
$wgMaxArticleSize = 64 * 1024;	// KiB
$wgAPIMaxResultSize = 512 * 1024 * 1024;
$wgMemoryLimit = '1536M';
$wgRequestTimeLimit = 100;

// English Wikipedia's shape, as far as page names matter.
$wgNamespacesWithSubpages[NS_MAIN] = true;
$wgNamespacesWithSubpages[NS_TEMPLATE] = true;
$wgExtraNamespaces[118] = 'Draft';
$wgExtraNamespaces[119] = 'Draft_talk';
$wgPFEnableStringFunctions = true;

// A namespace whose pages are no wikitext.
$wgExtraNamespaces[3000] = 'Style';
$wgExtraNamespaces[3001] = 'Style_talk';
$wgNamespaceContentModels[3000] = CONTENT_MODEL_CSS;

// Switches that tests flip while the wiki runs: a file by their name.
if ( is_file( "$state/switch-private" ) ) {
	$wgGroupPermissions['*']['read'] = false;
}
if ( is_file( "$state/switch-readonly" ) ) {
	$wgReadOnly = 'The test wants it so.';
}
if ( is_file( "$state/switch-language" ) ) {
	$wgLanguageCode = file_get_contents( "$state/switch-language" );
}
if ( is_file( "$state/switch-lagging" ) ) {
	$wgJobQueueIncludeInMaxLagFactor = 0.001;	// a job in the queue counts as 1,000 s
}

// Tags of extensions that Debian does not package. The preprocessor only has
// to know that they exist; what they would show does not matter.
$wgHooks['ParserFirstCallInit'][] = static function ( $parser ) {
	foreach ( preg_split( '/ /', (string)getenv( 'WIKIVET_WIKI_TAGS' ), -1, PREG_SPLIT_NO_EMPTY ) as $tag ) {
		$parser->setHook( $tag, static fn () => '' );
	}
};
