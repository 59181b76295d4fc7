package dev.parley.identity.people;

import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.parley.identity.Caller;
import dev.parley.protocol.Page;
import dev.parley.protocol.Person;

@Tag(name = "People", description = "Everyone the caller may meet in an engagement")
@RestController
class PeopleController {

	private final PeopleRepository people;

	PeopleController(PeopleRepository people) {
		this.people = people;
	}

	@GetMapping("/api/people")
	Page<Person> list(@AuthenticationPrincipal Caller caller) {
		return Page.whole(this.people.around(caller));
	}

}
