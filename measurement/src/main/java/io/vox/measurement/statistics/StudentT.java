package io.vox.measurement.statistics;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Quantiles of Student's t distribution, by bisection of its distribution function (Abramowitz and Stegun 26.7.3, 26.7.4). */
public final class StudentT {
    private static final double LARGEST = 1e4;

    /** Quantiles that were asked for, which are few: some probabilities at as many degrees as there are conversations. */
    private static final Map<Asked, Double> KNOWN = new ConcurrentHashMap<>();

    private static final int MOST_KNOWN = 1000;

    private StudentT() {}

    /**
     * Computes a quantile, exact to about 1e-10 within +-10,000.
     *
     * @param probability 0 to 1, both exclusive
     * @param degreesOfFreedom at least 1
     */
    public static double quantile(double probability, int degreesOfFreedom) {
        if (!(probability > 0 && probability < 1) || degreesOfFreedom < 1) {
            throw new IllegalArgumentException(
                    "no quantile at " + probability + " with " + degreesOfFreedom + " degrees of freedom");
        }
        if (probability < 0.5) {
            return -quantile(1 - probability, degreesOfFreedom);
        }
        Asked asked = new Asked(probability, degreesOfFreedom);
        Double known = KNOWN.get(asked);
        if (known != null) {
            return known;
        }
        double quantile = bisect(2 * probability - 1, degreesOfFreedom);
        if (KNOWN.size() < MOST_KNOWN) {
            KNOWN.put(asked, quantile);
        }
        return quantile;
    }

    private static double bisect(double central, int degreesOfFreedom) {
        double low = 0;
        double high = LARGEST;
        for (int i = 0; i < 80; i++) {
            double middle = (low + high) / 2;
            if (centralProbability(middle, degreesOfFreedom) < central) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /** Computes P(|T| < t); the series is finite because the degrees of freedom are whole. */
    private static double centralProbability(double t, int degreesOfFreedom) {
        double theta = Math.atan(t / Math.sqrt(degreesOfFreedom));
        double cosine = Math.cos(theta);
        double squared = cosine * cosine;
        if (degreesOfFreedom % 2 == 0) {
            double term = 1;
            double sum = 1;
            for (int k = 1; k <= degreesOfFreedom / 2 - 1; k++) {
                term *= squared * (2 * k - 1) / (2 * k);
                sum += term;
            }
            return Math.sin(theta) * sum;
        }
        double term = cosine;
        double sum = degreesOfFreedom == 1 ? 0 : cosine;
        for (int k = 1; k <= (degreesOfFreedom - 3) / 2; k++) {
            term *= squared * (2 * k) / (2 * k + 1);
            sum += term;
        }
        return 2 / Math.PI * (theta + Math.sin(theta) * sum);
    }

    private record Asked(double probability, int degreesOfFreedom) {}
}
