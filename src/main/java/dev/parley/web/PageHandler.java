package dev.parley.web;

import java.io.IOException;
import java.io.UncheckedIOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.util.DigestUtils;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.context.request.ServletWebRequest;

/**
 * Sends the single HTML page of the front end. Browsers revalidate it on every visit,
 * because it names the files of the current release. A build without the front end sends
 * a page that says so.
 */
@Component
class PageHandler implements HttpRequestHandler {

	private final byte[] html;

	private final String tag;

	PageHandler(ResourceLoader resources) {
		Resource page = resources.getResource("classpath:/static/index.html");
		Resource shown = page.exists() ? page : resources.getResource("classpath:/no-frontend.html");
		try {
			this.html = shown.getContentAsByteArray();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The page cannot be read from the jar", ex);
		}
		this.tag = "\"" + DigestUtils.md5DigestAsHex(this.html) + "\"";
	}

	@Override
	public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws IOException {
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
		if (new ServletWebRequest(request, response).checkNotModified(this.tag)) {
			return;
		}
		response.setContentType(MediaType.TEXT_HTML_VALUE + ";charset=UTF-8");
		response.setContentLength(this.html.length);
		response.getOutputStream().write(this.html);
	}

}
