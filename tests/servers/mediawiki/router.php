<?php
/*
 * Says which file answers a request to PHP's built-in server. Left to itself,
 * that server takes a page title with a dot in it for a file on disk.
 */

$path = (string)parse_url( $_SERVER['REQUEST_URI'], PHP_URL_PATH );
if ( preg_match( '~^/(?:resources|skins|extensions)/.+\.(?:css|gif|ico|jpg|js|json|png|svg|woff2?)$~', $path ) ) {
	return false;	// a file on disk after all
}

( static function () use ( $path ) {
	$script = '/index.php';
	$rest = '';
	if ( preg_match( '~^(/(?:api|index|load|rest)\.php)(/.*)?$~', $path, $found ) ) {
		$script = $found[1];
		$rest = rawurldecode( $found[2] ?? '' );
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
