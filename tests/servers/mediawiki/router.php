<?php
/*
 * Says which file answers a request to PHP's built-in server. Left to itself,
 * that server takes a page title with a dot in it for a file on disk.
 */

$path = (string)parse_url( $_SERVER['REQUEST_URI'], PHP_URL_PATH );
if ( preg_match( '~^/(?:resources|skins|extensions)/.+\.(?:css|gif|ico|jpg|js|json|png|svg|woff2?)$~', $path ) ) {
	return false;	// a file on disk after all
}

// A front that lets through so many requests to the API in so many seconds.
$limit = getenv( 'WIKIVET_WIKI_STATE' ) . '/switch-limited';
if ( $path === '/api.php' && is_file( $limit ) ) {
	[ $most, $seconds ] = explode( ' ', file_get_contents( $limit ) );
	$log = "$limit.log";
	$now = microtime( true );
	$recent = array_filter(
		is_file( $log ) ? explode( "\n", file_get_contents( $log ) ) : [],
		static fn ( $moment ) => (float)$moment > $now - (float)$seconds
	);
	if ( count( $recent ) >= (int)$most ) {
		http_response_code( 429 );
		header( 'Content-Type: text/plain' );
		header( 'Retry-After: ' . max( 1, (int)ceil( (float)min( $recent ) + (float)$seconds - $now ) ) );
		echo "Too many requests.\n";
		file_put_contents( "$limit.refused", "$now\n", FILE_APPEND );
		return;
	}
	file_put_contents( $log, implode( "\n", [ ...$recent, $now ] ) );
}

( static function () use ( $path ) {
	$script = '/index.php';
	$rest = '';
	if ( preg_match( '~^(/(?:api|index|load|rest)\.php)(/.*)?$~', $path, $found ) ) {
		$script = $found[1];
		$rest = rawurldecode( $found[2] ?? '' );
		ini_set( 'zlib.output_compression', '1' );
	} elseif ( $path !== '/' && !str_starts_with( $path, '/wiki/' ) ) {
		http_response_code( 404 );
		header( 'Content-Type: text/plain' );
		echo "This test wiki has only pages and programming interfaces.\n";
		return;
	}
	unset( $_SERVER['PATH_INFO'] );
	if ( $rest !== '' ) {
		$_SERVER['PATH_INFO'] = $rest;
	}
	$_SERVER['SCRIPT_NAME'] = $script;
	$_SERVER['PHP_SELF'] = $script . $rest;
	$_SERVER['SCRIPT_FILENAME'] = getenv( 'MW_INSTALL_PATH' ) . $script;
} )();

// MediaWiki's entry points expect to run at the top level, not in a function.
if ( http_response_code() !== 404 ) {
	chdir( getenv( 'MW_INSTALL_PATH' ) );
	require $_SERVER['SCRIPT_FILENAME'];
}
