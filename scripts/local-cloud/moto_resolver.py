"""The DNS firewall of Route 53 Resolver for moto, which has none: it keeps what it is told and gives it back.

And of query logs, which moto makes, the tags and the end.
"""

import json
import uuid
from collections import defaultdict

from moto.route53resolver.responses import Route53ResolverResponse

# By account and region, then by kind: `FirewallRuleGroup` holds rule groups by id.
kept = defaultdict(lambda: defaultdict(dict))

KINDS = {"FirewallDomainList": "rslvr-fdl-", "FirewallRuleGroup": "rslvr-frg-", "FirewallRuleGroupAssociation": "rslvr-frgassoc-"}


def store(self):
    return kept[(self.current_account, self.region)]


def asked(self):
    return {key: value for key, value in json.loads(self.body).items() if key not in ("CreatorRequestId", "Tags")}


def make(kind):
    def answer(self):
        item_id = KINDS[kind] + uuid.uuid4().hex[:17]
        path = "".join("-" + letter.lower() if letter.isupper() else letter for letter in kind)[1:]
        arn = f"arn:aws:route53resolver:{self.region}:{self.current_account}:{path}/{item_id}"
        item = {"MutationProtection": "DISABLED", **asked(self), "Id": item_id, "Arn": arn, "Status": "COMPLETE"}
        store(self)[kind][item_id] = item
        self.route53resolver_backend.tagger.tag_resource(arn, json.loads(self.body).get("Tags") or [])
        return json.dumps({kind: item})

    return answer


def find(kind, verb):
    def answer(self):
        items = store(self)[kind]
        item_id = json.loads(self.body)[f"{kind}Id"]
        if item_id not in items:
            return 400, {}, json.dumps({"__type": "ResourceNotFoundException", "message": item_id})
        return json.dumps({kind: items.pop(item_id) if verb == "delete" else items[item_id]})

    return answer


def update_domains(self):
    item = store(self)["FirewallDomainList"][asked(self)["FirewallDomainListId"]]
    store(self)["domains"][item["Id"]] = asked(self)["Domains"]
    item["DomainCount"] = len(asked(self)["Domains"])
    return json.dumps({"Id": item["Id"], "Name": item["Name"], "Status": "COMPLETE"})


def list_domains(self):
    return json.dumps({"Domains": store(self)["domains"].get(asked(self)["FirewallDomainListId"], [])})


def rule_key(rule):
    return rule["FirewallRuleGroupId"], rule["FirewallDomainListId"], rule.get("Qtype")


def create_rule(self):
    rule = {"FirewallDomainRedirectionAction": "INSPECT_REDIRECTION_DOMAIN", **asked(self)}
    store(self)["rules"][rule_key(rule)] = rule
    return json.dumps({"FirewallRule": rule})


def list_rules(self):
    group = asked(self)["FirewallRuleGroupId"]
    return json.dumps({"FirewallRules": [rule for rule in store(self)["rules"].values() if rule["FirewallRuleGroupId"] == group]})


def delete_rule(self):
    return json.dumps({"FirewallRule": store(self)["rules"].pop(rule_key(asked(self)), {})})


def update_config(self):
    vpc = asked(self)["ResourceId"]
    config = {"Id": f"rslvr-fc-{vpc}", "OwnerId": self.current_account, **asked(self)}
    store(self)["configs"][vpc] = config
    return json.dumps({"FirewallConfig": config})


def list_configs(self):
    return json.dumps({"FirewallConfigs": list(store(self)["configs"].values())})


def get_config(self):
    vpc = asked(self)["ResourceId"]
    fresh = {"Id": f"rslvr-fc-{vpc}", "OwnerId": self.current_account, "ResourceId": vpc, "FirewallFailOpen": "DISABLED"}
    return json.dumps({"FirewallConfig": store(self)["configs"].get(vpc, fresh)})


def list_tags(self):
    arn = json.loads(self.body)["ResourceArn"]
    return json.dumps({"Tags": self.route53resolver_backend.tagger.list_tags_for_resource(arn)["Tags"]})


def delete_query_log(self):
    gone = self.route53resolver_backend.resolver_query_log_configs.pop(asked(self)["ResolverQueryLogConfigId"])
    return json.dumps({"ResolverQueryLogConfig": {**gone.description(), "Status": "DELETING"}})


def disassociate_query_log(self):
    associations = self.route53resolver_backend.resolver_query_log_config_associations
    wanted = (asked(self)["ResolverQueryLogConfigId"], asked(self)["ResourceId"])
    gone = next(a for a in associations.values() if (a.resolver_query_log_config_id, a.resource_id) == wanted)
    del associations[gone.id]
    return json.dumps({"ResolverQueryLogConfigAssociation": {**gone.description(), "Status": "DELETING"}})


ANSWERS = {
    "create_firewall_domain_list": make("FirewallDomainList"),
    "get_firewall_domain_list": find("FirewallDomainList", "get"),
    "delete_firewall_domain_list": find("FirewallDomainList", "delete"),
    "update_firewall_domains": update_domains,
    "list_firewall_domains": list_domains,
    "create_firewall_rule_group": make("FirewallRuleGroup"),
    "get_firewall_rule_group": find("FirewallRuleGroup", "get"),
    "delete_firewall_rule_group": find("FirewallRuleGroup", "delete"),
    "create_firewall_rule": create_rule,
    "list_firewall_rules": list_rules,
    "delete_firewall_rule": delete_rule,
    "associate_firewall_rule_group": make("FirewallRuleGroupAssociation"),
    "get_firewall_rule_group_association": find("FirewallRuleGroupAssociation", "get"),
    "disassociate_firewall_rule_group": find("FirewallRuleGroupAssociation", "delete"),
    "update_firewall_config": update_config,
    "list_firewall_configs": list_configs,
    "get_firewall_config": get_config,
    "list_tags_for_resource": list_tags,
    "delete_resolver_query_log_config": delete_query_log,
    "disassociate_resolver_query_log_config": disassociate_query_log,
}
for name, answer in ANSWERS.items():
    setattr(Route53ResolverResponse, name, answer)
