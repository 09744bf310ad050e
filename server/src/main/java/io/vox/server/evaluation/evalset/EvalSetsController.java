package io.vox.server.evaluation.evalset;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.vox.api.EvalSetsApi;
import io.vox.api.model.EvalSetList;
import io.vox.api.model.EvalSetVersionList;
import io.vox.api.model.MainlineChoice;
import io.vox.api.model.VisibilityChoice;
import io.vox.server.evaluation.publication.PublicationWire;
import io.vox.server.platform.access.CurrentPrincipal;
import io.vox.server.platform.access.WorkspaceScope;
import io.vox.server.platform.idempotency.Idempotent;
import io.vox.server.platform.page.Page;
import io.vox.server.platform.page.PageRequest;
import org.jspecify.annotations.Nullable;

/** The edge of eval sets. */
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
class EvalSetsController implements EvalSetsApi {
    private final CurrentPrincipal principals;
    private final EvalSetService evalSets;

    EvalSetsController(CurrentPrincipal principals, EvalSetService evalSets) {
        this.principals = principals;
        this.evalSets = evalSets;
    }

    @Override
    @Idempotent
    public HttpResponse<io.vox.api.model.EvalSet> createEvalSet(
            io.vox.api.model.NewEvalSet evalSet, @Nullable String idempotencyKey) {
        EvalSet made = evalSets.create(principals.user(), EvalSetWire.read(evalSet), "");
        return HttpResponse.created(EvalSetWire.of(made))
                .header(HttpHeaders.ETAG, made.tag().value())
                .header(HttpHeaders.LOCATION, "/api/v1/eval-sets/" + made.id());
    }

    @Override
    public HttpResponse<Void> deleteEvalSet(String evalSetId, @Nullable String ifMatch) {
        evalSets.delete(principals.user(), new EvalSetId(evalSetId), ifMatch);
        return HttpResponse.noContent();
    }

    @Override
    public HttpResponse<io.vox.api.model.EvalSet> getEvalSet(String evalSetId, @Nullable String ifNoneMatch) {
        return answer(evalSets.get(scope(), new EvalSetId(evalSetId)), ifNoneMatch);
    }

    @Override
    public io.vox.api.model.EvalSetVersion getEvalSetVersion(String evalSetId, String versionId) {
        return EvalSetWire.of(evalSets.getVersion(scope(), new EvalSetId(evalSetId), new EvalSetVersionId(versionId)));
    }

    @Override
    public EvalSetVersionList listEvalSetVersions(String evalSetId, @Nullable Integer limit, @Nullable String cursor) {
        return EvalSetWire.of(evalSets.versions(
                scope(), new EvalSetId(evalSetId), PageRequest.of(limit, cursor, "eval-set-versions", evalSetId)));
    }

    @Override
    public EvalSetList listEvalSets(
            @Nullable Integer limit, @Nullable String cursor, @Nullable Boolean own, @Nullable Boolean mainline) {
        EvalSetFilter filter = new EvalSetFilter(Boolean.TRUE.equals(own), mainline);
        Page<io.vox.api.model.EvalSetSummary> page = evalSets.list(
                        scope(), filter, PageRequest.of(limit, cursor, "eval-sets", filter))
                .map(EvalSetWire::of);
        return new EvalSetList(page.data(), page.nextCursor());
    }

    @Override
    public HttpResponse<io.vox.api.model.EvalSet> setEvalSetMainline(
            String evalSetId, MainlineChoice choice, @Nullable String ifMatch) {
        return answer(evalSets.setMainline(principals.user(), new EvalSetId(evalSetId), choice.getMainline(), ifMatch));
    }

    @Override
    public HttpResponse<io.vox.api.model.EvalSet> setEvalSetVisibility(
            String evalSetId, VisibilityChoice choice, @Nullable String ifMatch) {
        return answer(evalSets.setVisibility(
                principals.user(), new EvalSetId(evalSetId), PublicationWire.read(choice.getVisibility()), ifMatch));
    }

    @Override
    public HttpResponse<io.vox.api.model.EvalSet> updateEvalSet(
            String evalSetId, io.vox.api.model.EvalSetUpdate update, @Nullable String ifMatch) {
        return answer(evalSets.update(principals.user(), new EvalSetId(evalSetId), EvalSetWire.read(update), ifMatch));
    }

    private static HttpResponse<io.vox.api.model.EvalSet> answer(EvalSet evalSet) {
        return answer(evalSet, null);
    }

    private static HttpResponse<io.vox.api.model.EvalSet> answer(EvalSet evalSet, @Nullable String ifNoneMatch) {
        return evalSet.tag().answer(ifNoneMatch, EvalSetWire.of(evalSet));
    }

    private WorkspaceScope scope() {
        return WorkspaceScope.of(principals.user());
    }
}
