"""What moto's databases forget (Performance Insights, the parameters of a group) and make up (a serverless scaling, and one id for
all instances, by which the provider then finds none)."""

import uuid

from moto.rds.models import DBCluster, DBInstance
from moto.rds.responses import RDSResponse

make_instance = DBInstance.__init__


def remember(self, *args, **kwargs):
    make_instance(self, *args, **kwargs)
    self.dbi_resource_id = "db-" + uuid.uuid4().hex[:26].upper()
    self.performance_insights_enabled = bool(kwargs.get("enable_performance_insights"))
    self.performance_insights_kms_key_id = kwargs.get("performance_insights_kms_key_id")
    self.performance_insights_retention_period = 7 if self.performance_insights_enabled else None


DBInstance.__init__ = remember

make_up_scaling = DBCluster.scaling_configuration_info.fget
DBCluster.scaling_configuration_info = property(lambda self: self.scaling_configuration and make_up_scaling(self))


def describe_db_parameters(self):
    """Moto keeps what somebody has set, and does not say so; the provider looks for just that."""
    answer = describe(self)
    answer.result["Parameters"] = [{"Source": "user", **parameter} for parameter in answer.result["Parameters"]]
    return answer


describe = RDSResponse.describe_db_parameters
RDSResponse.describe_db_parameters = describe_db_parameters
